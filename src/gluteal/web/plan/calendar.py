"""The calendar at its secret address, for programs that fetch it by themselves and cannot sign in."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from gluteal.catalogue.load import load
from gluteal.exchange.calendar import write
from gluteal.training.agenda import next_session
from gluteal.training.programme import Session
from gluteal.web import clock
from gluteal.web.accounts.models import CalendarFeed
from gluteal.web.diary.reading import diary_of
from gluteal.web.store import Store


@login_not_required
@require_safe
def calendar(request: HttpRequest, token: str) -> HttpResponse:
    """Give a person's programme as iCalendar; an address that was revoked does not exist."""
    feed = CalendarFeed.objects.select_related("person").filter(token=token).first()
    if feed is None:
        raise Http404
    store, catalogue, day = Store(feed.person), load(), clock.today()
    programme = store.programme()
    moved: tuple[Session, ...] = ()
    gone: tuple[str, ...] = ()
    if programme is not None:
        agenda = next_session(
            programme, diary_of(store.entries()), day, athlete=store.athlete(), catalogue=catalogue
        )
        moved = tuple(one for one in (agenda.due, agenda.coming) if one is not None)
        gone = agenda.let_go
    text = write(
        programme,
        stamp=clock.now(),
        names={slug: choice.name for slug, choice in catalogue.choices.items()},
        moved=moved,
        left_out=gone,
        title=_("Gluteal"),
    )
    answer = HttpResponse(text, content_type="text/calendar; charset=utf-8")
    answer["Cache-Control"] = "private, max-age=600"
    answer["X-Robots-Tag"] = "noindex"
    return answer
