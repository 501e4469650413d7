"""The providers as real HTTP servers on loopback, with faults on demand, so that the real SDKs run in the tests.

    async with serve(TwilioApi(bot_url="http://127.0.0.1:8080")) as twilio:
        twilio.fail_next("429", retry_after=1)
        await twilio.text(from_="+4520000001", body="hvor kan jeg sove i nat i Slagelse")
        await twilio.heard(1)

`served` runs any Starlette application on a free port, `twilio_api` and `telegram_api` speak the two interfaces, and
`python -m tests.providers` starts both for a look by hand.
"""
