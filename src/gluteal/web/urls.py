"""All addresses."""

from django.conf import settings
from django.urls import URLPattern, URLResolver, include, path

from gluteal.web.accounts import pairing, tokens
from gluteal.web.accounts import views as accounts
from gluteal.web.api.api import urls as api
from gluteal.web.diary import past
from gluteal.web.diary import views as diary
from gluteal.web.exercises import views as exercises
from gluteal.web.formcheck import screens
from gluteal.web.formcheck import views as form
from gluteal.web.formcheck.socket import FormSocket
from gluteal.web.lab import views as lab
from gluteal.web.learn import views as learn
from gluteal.web.package_files import package
from gluteal.web.plan import calendar, change, start, steps
from gluteal.web.plan import views as plan
from gluteal.web.progress import views as progress
from gluteal.web.session import views as session

handler400 = "gluteal.web.pages.bad_request"
handler404 = "gluteal.web.pages.not_found"
handler500 = "gluteal.web.pages.server_error"

urlpatterns: list[URLPattern | URLResolver] = [
    path("", plan.today, name="today"),
    path("enter/<str:token>", accounts.enter, name="enter"),
    path("leave", accounts.leave, name="leave"),
    path("account", accounts.account, name="account"),
    path("account/sessions/<int:number>/end", accounts.end_session, name="end-session"),
    path("account/calendar", accounts.calendar_address, name="calendar-address"),
    path("account/tokens", tokens.tokens, name="tokens"),
    path("account/tokens/<int:number>/revoke", tokens.revoke, name="revoke-token"),
    path("account/export", accounts.export, name="export"),
    path("account/delete", accounts.delete, name="delete"),
    path("pair", pairing.pair, name="pair"),
    path("start", start.start, name="start"),
    path("start/<int:number>", steps.step, name="start-step"),
    path("plan", plan.make, name="make"),
    path("programme", plan.programme, name="programme"),
    path("programme/back", change.take_back, name="take-back"),
    path("programme/weeks/<int:number>/lighter", change.lighter, name="lighter"),
    path("programme/swap/<str:slot_id>", change.swap, name="swap"),
    path("programme/<str:session_id>", plan.session, name="session"),
    path("programme/<str:session_id>/change", change.change, name="change"),
    path("away", change.time_away, name="away"),
    path("calendar/<str:token>.ics", calendar.calendar, name="calendar"),
    path("log", diary.log, name="log"),
    path("log/exercise/<path:slug>", diary.log_exercise, name="log-exercise"),
    path("log/<str:session_id>/<str:slot_id>", diary.log_slot, name="log-slot"),
    path("diary", past.month, name="diary"),
    path("diary/<int:year>/<int:number>", past.month, name="diary-month"),
    path("diary/day/<str:day>", past.day, name="diary-day"),
    path("diary/entry/<uuid:uid>", past.entry, name="diary-entry"),
    path("diary/back/<uuid:uid>", past.withdraw, name="diary-back"),
    path("undo/<uuid:uid>", diary.undo, name="undo"),
    path("finish", diary.finish, name="finish"),
    path("morning", diary.morning, name="morning"),
    path("exercises", exercises.exercises, name="exercises"),
    path("exercises/<str:slug>", exercises.exercise, name="exercise"),
    path("api/", api),
    path("session", session.shell, name="guided"),
    path("session/words.json", session.words, name="words"),
    path("manifest.webmanifest", session.manifest, name="manifest"),
    path("sw.js", session.worker, name="worker"),
    path("claims/<str:claim_id>", exercises.claim, name="claim"),
    path("lab", lab.lab, name="lab"),
    path("lab/bones", lab.bones_file, name="lab-bones"),
    path("lab/<str:slug>", lab.exercise, name="lab-exercise"),
    path("lab/<str:slug>/motion", lab.motion_file, name="lab-motion"),
    path("lab/<str:slug>/picture.svg", lab.picture, name="lab-picture"),
    path("progress", progress.progress, name="progress"),
    path("progress/measures", progress.measures, name="measures"),
    path("progress/of/<path:slug>", progress.exercise, name="progress-exercise"),
    path("learn", learn.learn, name="learn"),
    path("learn/<str:slug>", learn.chapter, name="chapter"),
    path("packages/<path:name>", package, name="package"),
    path("form", form.index, name="form-index"),
    path("form/eye.mjs", form.worker, name="form-worker"),
    path("form/networks/<str:name>", form.network, name="form-network"),
    path("form/ready", form.ready, name="form-ready"),
    path("form/kept/<uuid:uid>", form.download, name="form-kept"),
    path("form/kept/<uuid:uid>/forget", form.forget, name="form-forget"),
    path("form/screens/<str:test>", screens.camera, name="form-screen"),
    path("form/screens/<str:test>/save", screens.save, name="form-screen-save"),
    path("form/<str:slug>", form.camera, name="form-camera"),
    path("form/<str:slug>/save", form.save, name="form-save"),
]

if settings.HOSTED:
    if settings.HOSTING.mail is None:
        urlpatterns += [path("accounts/password/reset/", accounts.no_mail, name="no-mail")]
    urlpatterns += [path("accounts/", include("allauth.urls"))]

sockets = [path("form/socket", FormSocket.as_asgi())]
