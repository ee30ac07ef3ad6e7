package dev.nautilus.hub.web;

/// Examples in the API's description. A test holds them against real answers.
final class Examples {
  static final String QUOTE =
      """
      {
        "symbol": "AAPL",
        "type": "quote",
        "bid": 150.25,
        "bidSize": 300,
        "ask": 150.27,
        "askSize": null,
        "last": 150.26,
        "currency": "USD",
        "source": "yahoo_finance",
        "observedAt": "2026-11-20T17:00:00Z",
        "receivedAt": "2026-11-20T17:00:00.020Z",
        "version": 3298534883329,
        "simulated": false,
        "freshness": "fresh",
        "ageMillis": 412
      }
      """;

  static final String DATA_REQUEST =
      """
      {
        "symbols": ["AAPL", "MSFT"],
        "data_types": ["quote"],
        "sources": [],
        "engine": "risk",
        "cache": true
      }
      """;

  static final String DATA_RESPONSE =
      """
      {
        "answers": [
          {
            "symbol": "AAPL",
            "type": "quote",
            "freshness": "FRESH",
            "ageMillis": 412,
            "data": [
              {
                "bid": 150.25,
                "bidSize": 300,
                "ask": 150.27,
                "askSize": null,
                "last": 150.26,
                "currency": "USD",
                "source": "yahoo_finance",
                "observedAt": "2026-11-20T17:00:00Z",
                "receivedAt": "2026-11-20T17:00:00.020Z",
                "version": 3298534883329,
                "simulated": false
              }
            ],
            "refusal": null,
            "detail": null
          }
        ]
      }
      """;

  static final String FOLLOW =
      """
      {
        "engine": "risk",
        "symbols": ["AAPL", "MSFT"],
        "data_types": ["quote", "news"]
      }
      """;

  static final String FOLLOWED =
      """
      {
        "id": "0b6f2c1e-5c0a-4f6e-9a55-0f3f4f0c9a11",
        "engine": "risk",
        "symbols": ["AAPL", "MSFT"],
        "data_types": ["quote", "news"],
        "expires_at": "2026-11-21T17:00:00Z",
        "events": "/subscription/0b6f2c1e-5c0a-4f6e-9a55-0f3f4f0c9a11/events"
      }
      """;

  static final String PROBLEM =
      """
      {
        "type": "urn:nautilus:problem:not-found",
        "title": "Unknown symbol",
        "status": 404,
        "detail": "yahoo_finance knows no AAPLX.",
        "refusal": "NOT_FOUND",
        "retryable": false
      }
      """;

  private Examples() {}
}
