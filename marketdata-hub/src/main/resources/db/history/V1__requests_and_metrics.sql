-- The hub's history of itself. Times are UTC; latencies are milliseconds; a rate without requests is
-- null, not 0.

CREATE TABLE data_requests (
  timestamp   timestamptz      NOT NULL, -- when it was answered
  engine_type text             NOT NULL, -- who asked; 'anybody' when it was not said
  data_type   text             NOT NULL,
  symbol      text,                      -- null for a search
  outcome     text             NOT NULL, -- served, stale, called or refused
  latency_ms  double precision NOT NULL
);

CREATE TABLE marketdata_metrics (
  timestamp        timestamptz      NOT NULL, -- end of the interval
  seconds          double precision NOT NULL, -- its length
  requests         bigint           NOT NULL, -- answered: served and called
  cache_served     bigint           NOT NULL,
  stale_served     bigint           NOT NULL, -- of those served
  api_calls_made   bigint           NOT NULL,
  refused          bigint           NOT NULL, -- on top of those answered
  cache_hit_rate   double precision,          -- cache_served / requests
  api_calls_saved  bigint           NOT NULL, -- calls that thirteen direct callers would have made, less those made
  mean_latency_ms  double precision
);

-- TimescaleDB keeps both by time and brings time_bucket. Plain PostgreSQL gets a function of that name
-- with TimescaleDB's origin, a Monday, so that the same queries run on either.
DO $$
BEGIN
  IF EXISTS (SELECT 1 FROM pg_extension WHERE extname = 'timescaledb') THEN
    PERFORM create_hypertable('data_requests', 'timestamp');
    PERFORM create_hypertable('marketdata_metrics', 'timestamp');
  ELSE
    CREATE INDEX data_requests_by_time ON data_requests USING brin (timestamp);
    CREATE INDEX marketdata_metrics_by_time ON marketdata_metrics (timestamp);
    CREATE FUNCTION time_bucket(bucket_width interval, ts timestamptz) RETURNS timestamptz
      LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
      AS 'SELECT date_bin(bucket_width, ts, TIMESTAMPTZ ''2000-01-03 00:00:00+00'')';
  END IF;
END
$$;
