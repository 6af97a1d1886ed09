from .captions.check import (
    check_cues as check_cues,
)
from .captions.cue import (
    Cue as Cue,
    CueWord as CueWord,
)
from .captions.profiles.profile import (
    Profile as Profile,
    profile_named as profile_named,
)
from .cards.batch import (
    CardJob as CardJob,
    CardLook as CardLook,
    CardResult as CardResult,
    export_cards as export_cards,
)
from .cards.quote_card import (
    QuoteCard as QuoteCard,
    write_quote_card as write_quote_card,
)
from .export.batch import (
    export_clips as export_clips,
)
from .export.library_clips import (
    export_hits as export_hits,
    join_hits as join_hits,
)
from .export.manifest import (
    ClipResult as ClipResult,
    Manifest as Manifest,
    format_manifest as format_manifest,
)
from .export.options import (
    ExportOptions as ExportOptions,
)
from .export.supercut import (
    join_clips as join_clips,
)
from .export.timelines import (
    find_hits_timeline as find_hits_timeline,
    find_timeline as find_timeline,
)
from .passages.chapters import (
    Chapter as Chapter,
    find_chapters as find_chapters,
    format_chapters as format_chapters,
)
from .passages.cut import (
    CutOptions as CutOptions,
)
from .passages.passage import (
    Passage as Passage,
    locate_quote as locate_quote,
    parse_word_range as parse_word_range,
    passage_by_quote as passage_by_quote,
    passage_by_time as passage_by_time,
    passage_by_words as passage_by_words,
)
from .passages.pieces import (
    Omission as Omission,
)
from .passages.quotation import (
    Quotation as Quotation,
    quote_passage as quote_passage,
)
from .passages.requests import (
    Request as Request,
    read_requests as read_requests,
)
from .passages.striking import (
    strike as strike,
    strike_fillers as strike_fillers,
    strike_quote as strike_quote,
)
from .render.codecs import (
    Quality as Quality,
)
from .render.shapes import (
    Shape as Shape,
)
from .render.video import (
    VideoOptions as VideoOptions,
)
from .subtitles.files import (
    format_subtitles as format_subtitles,
    read_cues as read_cues,
    subtitle_cues as subtitle_cues,
    write_subtitles as write_subtitles,
)
from .subtitles.formats.base import (
    SubtitleOptions as SubtitleOptions,
)
from .timelines.files import (
    write_timeline as write_timeline,
)
from .timelines.timeline import (
    Event as Event,
    Source as Source,
    Timeline as Timeline,
)
from .typeset.fonts.own import (
    use_fonts as use_fonts,
)
from .typeset.still import (
    Picture as Picture,
)
from .typeset.styles import (
    Style as Style,
    style_named as style_named,
    style_names as style_names,
)
