"""Wrong passwords are limited for each address and in all."""

from __future__ import annotations

from pullquote.ui.web.guesses import IN_ALL, PER_ADDRESS, WINDOW, Guesses


class Clock:
    now = 1000.0

    def __call__(self) -> float:
        return self.now


def test_an_address_has_so_many_guesses_and_waits_for_the_rest_of_the_window() -> None:
    clock = Clock()
    guesses = Guesses(clock)
    for _ in range(PER_ADDRESS):
        assert guesses.wait("10.0.0.1") == 0
        guesses.note("10.0.0.1")
        clock.now += 1
    assert guesses.wait("10.0.0.1") == WINDOW - PER_ADDRESS
    assert guesses.wait("10.0.0.2") == 0
    clock.now += WINDOW - PER_ADDRESS
    assert guesses.wait("10.0.0.1") == 0


def test_many_addresses_together_have_so_many() -> None:
    clock = Clock()
    guesses = Guesses(clock)
    for number in range(IN_ALL):
        assert guesses.wait(f"10.0.{number}.1") == 0
        guesses.note(f"10.0.{number}.1")
    assert guesses.wait("10.1.0.1") == WINDOW


def test_a_network_of_ipv6_is_one_address() -> None:
    guesses = Guesses(Clock())
    for number in range(PER_ADDRESS):
        guesses.note(f"2001:db8::{number:x}")
    assert guesses.wait("2001:db8::ffff") > 0
    assert guesses.wait("2001:db8:0:1::1") == 0
