"""What is due or missing: releases, responses, reviews of holds and gaps, drawn from the whole record."""

from letterbook.editing.agenda.agenda import Agenda, Item, draw_up_agenda

__all__ = ["Agenda", "Item", "draw_up_agenda"]
