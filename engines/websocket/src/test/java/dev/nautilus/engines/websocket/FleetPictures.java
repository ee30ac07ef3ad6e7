package dev.nautilus.engines.websocket;

/// What the hub and an engine say of themselves, in their own words: the pages that the console
/// reads.
final class FleetPictures {
  private FleetPictures() {}

  /// Pages of a hub with one source at work, one limited, one failing and one without a key.
  static ServedPages hub() {
    return new ServedPages()
        .page(
            "/health",
            """
            {"status":"DEGRADED","role":"LEADER","parts":{
              "leader":{"status":"UP","detail":"This hub leads: hub-1 at http://one:8800."},
              "marketDataBus":{"status":"UP","detail":""},"engineLogicBus":{"status":"UP","detail":""},
              "term":{"status":"UP","detail":"Leads in term 4."},
              "bridge":{"status":"DEGRADED","detail":"Behind by 1200 entries."}}}""")
        .page(
            "/metrics",
            """
            {"efficiency_metrics":{"api_call_reduction":"99.4%","cache_hit_rate":0.9213,"performance_multiplier":"125x"},
             "hub_performance":{"requests_per_second":450.000,"cache_served":412.000,"api_calls_made":38.000,
              "stale_served":10.000,"refused_per_second":5.000,"vendor_calls":40.000},
             "latency_ms":{"served":0.021,"vendor":45.2}}""")
        .page(
            "/api/v1/cache",
            """
            {"size":1200,"weight":1300,"maximumSize":100000,"evictions":0,"hitRate":0.92,"types":{
              "quote":{"served":9000,"stale":0,"called":800,"refused":2,"hitRate":0.918,"mode":"MINIMAL","lifetimeMillis":2000},
              "news":{"served":300,"stale":12,"called":4,"refused":0,"hitRate":0.987,"mode":"AGGRESSIVE","lifetimeMillis":3600000}}}""")
        .page(
            "/api/v1/sources",
            """
            {"sources":[
              {"source":"ibkr","state":"UP","detail":"","configured":true,"calls":12000,"failures":2,"limited":0,
               "openConnections":1,"streams":true,"streaming":true,
               "budget":{"pace":"10 calls/s","waiting":0,"quietMillis":0,"quotas":[]}},
              {"source":"alpha_vantage","state":"LIMITED","detail":"Over its limit until 15:00.","configured":true,"calls":500,
               "failures":0,"limited":3,"openConnections":1,"streams":false,"streaming":false,
               "budget":{"pace":"5 calls/min","waiting":2,"quietMillis":60000,"quotas":[{"per":"day","allowance":500,"used":480}]}},
              {"source":"yahoo_finance","state":"FAILING","detail":"Breaker open.","configured":true,"calls":90,"failures":40,
               "limited":0,"openConnections":0,"streams":true,"streaming":false,"lastError":"status 502 from query1",
               "lastErrorAt":"2026-01-05T14:29:00Z","budget":{"pace":"2 calls/s","waiting":0,"quietMillis":0,"quotas":[]}},
              {"source":"fred","state":"NOT_CONFIGURED","detail":"Set FRED_API_KEY.","configured":false,"calls":0,"failures":0,
               "limited":0,"openConnections":0,"streams":false,"streaming":false}]}""");
  }

  /// The status page of an engine.
  ///
  /// @param quotes how many it has heard
  static String status(String engine, long quotes) {
    return """
    {"engine":"%s","instance":"%s-1","state":"READY","reason":"","since":"2026-01-05T14:00:00Z","mode":"DUAL",
     "mailbox":{"depth":3,"capacity":10000,"waits":0,"shed":0},"heard":{"quote":%d,"risk_alert":7},
     "emitted":{"risk_metric":5,"engine_health":2},"failed":{"quote":1},
     "lastError":{"at":"2026-01-05T14:10:00Z","during":"quote","error":"IllegalStateException: no such limit"},
     "versions":{}}"""
        .formatted(engine, engine, quotes);
  }
}
