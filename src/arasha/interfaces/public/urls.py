"""Addresses of citizens' pages, under the language and `help/`. Nothing personal ever stands in one."""

from django.urls import path

from arasha.interfaces.public.views import (
    check,
    front,
    held,
    held_appeal,
    listing,
    report,
    report_payments,
    report_send,
    status,
    transparency,
)

app_name = "public"
urlpatterns = [
    path("", front.show, name="front"),
    path("report/", report.begin, name="report"),
    path("report/resume/", report.resume, name="report-resume"),
    path("report/situation/", report.situation, name="report-situation"),
    path("report/payments/", report_payments.several, name="report-payments"),
    path("report/payments/<int:place>/", report_payments.payment, name="report-payment"),
    path("report/payments/<int:place>/receiver/", report_payments.receiver, name="report-receiver"),
    path("report/payments/<int:place>/remove/", report_payments.remove, name="report-remove"),
    path("report/names/", report.names, name="report-names"),
    path("report/story/", report.story, name="report-story"),
    path("report/contact/", report.contact, name="report-contact"),
    path("report/check/", report_send.check, name="report-check"),
    path("report/done/", report_send.done, name="report-done"),
    path("report/leave/", report_send.leave, name="report-leave"),
    path("status/", status.show, name="status"),
    path("status/leave/", status.leave, name="status-leave"),
    path("held/", held.show, name="held"),
    path("held/objection/", held_appeal.appeal, name="held-appeal"),
    path("held/documents/", held_appeal.documents, name="held-evidence"),
    path("held/leave/", held.leave, name="held-leave"),
    path("listed/", listing.show, name="listing"),
    path("listed/objection/", listing.contest, name="listing-contest"),
    path("check/", check.show, name="check"),
    path("check/<int:number>/", check.bucket, name="check-bucket"),
    path("transparency/", transparency.show, name="transparency"),
    path("transparency/checkpoints/<int:size>/", transparency.checkpoint, name="checkpoint"),
]
