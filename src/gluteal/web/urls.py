"""All addresses."""

from django.urls import path

from gluteal.web.accounts import views as accounts
from gluteal.web.api.api import urls as api
from gluteal.web.diary import views as diary
from gluteal.web.exercises import views as exercises
from gluteal.web.lab import views as lab
from gluteal.web.plan import start
from gluteal.web.plan import views as plan

handler400 = "gluteal.web.pages.bad_request"
handler404 = "gluteal.web.pages.not_found"
handler500 = "gluteal.web.pages.server_error"

urlpatterns = [
    path("", plan.today, name="today"),
    path("enter/<str:token>", accounts.enter, name="enter"),
    path("leave", accounts.leave, name="leave"),
    path("start", start.start, name="start"),
    path("plan", plan.make, name="make"),
    path("programme", plan.programme, name="programme"),
    path("programme/<str:session_id>", plan.session, name="session"),
    path("log", diary.log, name="log"),
    path("log/exercise/<path:slug>", diary.log_exercise, name="log-exercise"),
    path("log/<str:session_id>/<str:slot_id>", diary.log_slot, name="log-slot"),
    path("undo/<uuid:uid>", diary.undo, name="undo"),
    path("finish", diary.finish, name="finish"),
    path("morning", diary.morning, name="morning"),
    path("exercises", exercises.exercises, name="exercises"),
    path("exercises/<str:slug>", exercises.exercise, name="exercise"),
    path("api/", api),
    path("claims/<str:claim_id>", exercises.claim, name="claim"),
    path("lab", lab.lab, name="lab"),
    path("lab/bones", lab.bones_file, name="lab-bones"),
    path("lab/<str:slug>", lab.exercise, name="lab-exercise"),
    path("lab/<str:slug>/motion", lab.motion_file, name="lab-motion"),
    path("lab/<str:slug>/picture.svg", lab.picture, name="lab-picture"),
]
