"""The jobs of the audit: sealing each minute, and once a night a look at every event."""

import datetime

from procrastinate.contrib.django import app

from wayforward.audit.actions import seal


@app.periodic(cron="* * * * *", periodic_id="each-minute")
@app.task(name="audit.seal", queueing_lock="audit.seal")
def seal_each_minute(timestamp: int) -> None:
    """Seal what was written since the last sealing; `timestamp` is the minute it was due."""
    seal(at=datetime.datetime.fromtimestamp(timestamp, datetime.UTC))


@app.periodic(cron="17 3 * * *", periodic_id="each-night")
@app.task(name="audit.seal_everything", queueing_lock="audit.seal_everything")
def seal_each_night(timestamp: int) -> None:
    """Seal whatever is unsealed, however old: what a restored database may have left."""
    seal(at=datetime.datetime.fromtimestamp(timestamp, datetime.UTC), everything=True)
