"""Addresses of the effectiveness pages."""

from django.urls import path

from .views import appeal, inputs, listing, printed, reading, steps

app_name = "effectiveness"
ONE = "bodies/<slug:body>/<int:year>/"
urlpatterns = [
    path("", listing.evaluations, name="evaluations"),
    path("schedule/", listing.plan, name="schedule"),
    path("years/<int:year>/compute/", listing.compute_year, name="compute_year"),
    path("method/", listing.method, name="method"),
    path("fields/", listing.fields, name="fields"),
    path("bodies/<slug:body>/", listing.body, name="body"),
    path(ONE, steps.evaluation, name="evaluation"),
    path(f"{ONE}receive/", steps.receive, name="receive"),
    path(f"{ONE}compute/", steps.compute, name="compute"),
    path(f"{ONE}take-over/", steps.take_over, name="take_over"),
    path(f"{ONE}conclusion/", steps.conclusion, name="conclusion"),
    path(f"{ONE}conclusion/texts/", steps.save_texts, name="save_texts"),
    path(f"{ONE}conclusion/send/", steps.conclude, name="conclude"),
    path(f"{ONE}finish/", steps.finish, name="finish"),
    path(f"{ONE}report/", inputs.report, name="report"),
    path(f"{ONE}report/checklist/", inputs.checklist, name="checklist"),
    path(f"{ONE}report/verify/<int:pk>/", inputs.verify, name="verify"),
    path(f"{ONE}marks/", inputs.marks, name="marks"),
    path(f"{ONE}marks/<str:kind>/<int:pk>/", inputs.mark, name="mark"),
    path(f"{ONE}marks/list/", inputs.take_list, name="take_list"),
    path(f"{ONE}marks/risks/", inputs.add_risk, name="add_risk"),
    path(f"{ONE}indicators/", inputs.indicators, name="indicators"),
    path(f"{ONE}indicators/goals/", inputs.add_goal, name="add_goal"),
    path(f"{ONE}indicators/goals/<int:goal>/remove/", inputs.remove_goal, name="remove_goal"),
    path(f"{ONE}indicators/goals/<int:goal>/tasks/", inputs.add_task, name="add_task"),
    path(f"{ONE}indicators/goals/<int:goal>/new/", inputs.new_indicator, name="new_indicator"),
    path(f"{ONE}indicators/goals/<int:goal>/tasks/<int:task>/new/", inputs.new_indicator, name="new_result"),
    path(f"{ONE}indicators/<int:pk>/", inputs.indicator, name="indicator"),
    path(f"{ONE}indicators/<int:pk>/remove/", inputs.remove_indicator, name="remove_indicator"),
    path(f"{ONE}influence/", inputs.influence, name="influence"),
    path(f"{ONE}trace/", reading.trace, name="trace"),
    path(f"{ONE}what-if/", reading.what_if, name="what_if"),
    path(f"{ONE}versions/", reading.versions, name="versions"),
    path(f"{ONE}objections/", appeal.objections, name="objections"),
    path(f"{ONE}objections/new/", appeal.make_objection, name="make_objection"),
    path(f"{ONE}objections/none/", appeal.no_objections, name="no_objections"),
    path(f"{ONE}objections/commission/", appeal.appoint, name="appoint"),
    path(f"{ONE}objections/sitting/", appeal.record_sitting, name="record_sitting"),
    path(f"{ONE}objections/table/sign/", appeal.sign_table, name="sign_table"),
    path(f"{ONE}objections/<int:number>/decide/", appeal.decide_objection, name="decide_objection"),
    path(f"{ONE}objections/<int:number>/documents/<int:document>/", appeal.objection_file, name="objection_file"),
    path(f"{ONE}forms/", printed.printed, name="printed"),
    path(f"{ONE}forms/<str:code>/", printed.one_form, name="form"),
]
