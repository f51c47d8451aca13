"""All addresses."""

from django.urls import path

from gluteal.web.accounts import views as accounts

urlpatterns = [
    path("enter/<str:token>", accounts.enter, name="enter"),
    path("leave", accounts.leave, name="leave"),
]
