"""The tables of training: scenarios, exercises with what came to pass in them, who took part, what was told."""

from django.db import models

from arasha.domains.training.facts import Ending, ExerciseState
from arasha.kernel.store.fields import PlainJSON


class Scenario(models.Model):
    """A scenario that may be chosen; `content` is its whole file."""

    name = models.CharField(max_length=60, primary_key=True)
    order = models.SmallIntegerField()
    content = PlainJSON()

    class Meta:
        db_table = "training_scenario"
        ordering = ("order", "name")

    def __str__(self) -> str:
        return self.name


class Exercise(models.Model):
    """A performance of a scenario. `content` is the scenario as it was then; times are those of the sandbox.

    `play` is kept by whoever plays it, so that he goes on where he was; `record` is the truth of it, and `outcome` the
    debrief. `first_fact` is where the log stood when it began.
    """

    id = models.BigAutoField(primary_key=True)
    scenario = models.CharField(max_length=60)
    content = PlainJSON()
    state = models.CharField(max_length=8, choices=[(state.value, state.value) for state in ExerciseState])
    begun_by = models.CharField(max_length=120)
    begun_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    ending = models.CharField(max_length=10, choices=[(each.value, each.value) for each in Ending], blank=True)
    first_fact = models.BigIntegerField()
    play = PlainJSON(default=dict)
    record = PlainJSON(default=dict)
    outcome = PlainJSON(null=True)
    remark = models.CharField(max_length=2000, blank=True)
    remark_by = models.CharField(max_length=120, blank=True)

    class Meta:
        db_table = "training_exercise"
        ordering = ("-id",)
        constraints = [
            models.UniqueConstraint(
                fields=["state"], condition=models.Q(state="running"), name="training_one_at_a_time"
            )
        ]

    def __str__(self) -> str:
        return f"exercise {self.pk}"


class Trainee(models.Model):
    """Somebody who takes part in an exercise."""

    id = models.BigAutoField(primary_key=True)
    exercise = models.ForeignKey(Exercise, on_delete=models.PROTECT, related_name="trainees")
    actor = models.CharField(max_length=120)
    joined_at = models.DateTimeField()

    class Meta:
        db_table = "training_trainee"
        ordering = ("id",)
        constraints = [models.UniqueConstraint(fields=["exercise", "actor"], name="training_trainee_once")]

    def __str__(self) -> str:
        return self.actor


class Call(models.Model):
    """What somebody says to the trainees during an exercise: the telephone rings. `words` is in kk, ru, en."""

    id = models.BigAutoField(primary_key=True)
    exercise = models.ForeignKey(Exercise, on_delete=models.PROTECT, related_name="calls")
    step = models.CharField(max_length=40)
    at = models.DateTimeField()
    words = PlainJSON()

    class Meta:
        db_table = "training_call"
        ordering = ("-id",)
        constraints = [models.UniqueConstraint(fields=["exercise", "step"], name="training_call_once")]

    def __str__(self) -> str:
        return f"{self.step} of {self.exercise_id}"
