from hypothesis import given, strategies as st

from pullquote.ui.web.stages import Course

stages = st.sampled_from(["decode", "decoding", "align", "probe", "recognising speech", "other"])


@given(st.lists(st.tuples(stages, st.floats(0, 1))))
def test_the_whole_never_goes_back_and_never_past_its_end(reports):
    course, last = Course(), 0.0
    for stage, fraction in reports:
        course.advance(stage, fraction)
        assert last <= course.share <= 1.0
        last = course.share


def test_placing_the_words_is_the_rest_after_listening():
    followed, heard = Course(), Course()
    followed.advance("align", 0.5)
    heard.advance("recognising speech", 1.0)
    heard.advance("align", 0.5)
    assert followed.share < 0.6
    assert heard.share == 0.9
    assert heard.label == "Placing the words"


def test_a_stage_that_nobody_knows_is_told_as_it_is():
    course = Course()
    course.advance("exporting", 0.25)
    assert (course.label, course.share) == ("Exporting", 0.25)
