"""An engine on main Redis as legacy engines are: one XADD and one XACK a message."""
import json
import sys
import time

import redis

host, port, role = sys.argv[1], int(sys.argv[2]), sys.argv[3]
client = redis.Redis(host=host, port=port, decode_responses=True)

if role == "publish":
    engine, count = sys.argv[4], int(sys.argv[5])
    for number in range(count):
        client.xadd(
            f"nautilus-{engine}-streams",
            {
                "message_type": "legacy.signal",
                "source_engine": engine,
                "source_instance": f"{engine}-python-1",
                "payload": json.dumps({"key": "AAPL", "number": number}),
                "priority": "NORMAL",
                "timestamp": str(time.time()),
                "correlation_id": "",
            },
        )
else:
    engine, source, count = sys.argv[4], sys.argv[5], int(sys.argv[6])
    stream, group = f"nautilus-{source}-streams", f"{engine}-group"
    sys.stdout.reconfigure(encoding="utf-8")
    try:
        client.xgroup_create(stream, group, id="0", mkstream=True)
    except redis.ResponseError as error:
        if not str(error).startswith("BUSYGROUP"):
            raise
    seen = 0
    give_up = time.time() + 60
    while seen < count and time.time() < give_up:
        for _, entries in client.xreadgroup(group, "python-1", {stream: ">"}, count=50, block=1000):
            for entry, fields in entries:
                payload = json.loads(fields["payload"])
                float(fields["timestamp"])
                print(
                    fields["message_type"],
                    fields["source_engine"],
                    fields["source_instance"],
                    fields["priority"],
                    payload["key"],
                    payload["number"],
                )
                client.xack(stream, group, entry)
                seen += 1
