package dev.nautilus.simulator.serve;

import java.time.Instant;
import java.util.SortedMap;

/// What a vendor has seen of its clients since the counters were last reset.
///
/// @param openHttp TCP connections open now that are not WebSockets, silent ones included
/// @param peakHttp most connections that spoke HTTP (or left without a word) open at any one
///   moment; one that became a WebSocket never counts here, not even before its upgrade
/// @param openStreams WebSockets open now
/// @param peakStreams most of them at any one moment
/// @param accepted TCP connections accepted, whatever became of them
/// @param requests requests received, upgrades included
/// @param byPath requests by path template; unknown paths share one key
/// @param bySecond requests by second of the simulated clock, for the latest 300 busy seconds
public record TrafficReport(
    int openHttp,
    int peakHttp,
    int openStreams,
    int peakStreams,
    long accepted,
    long requests,
    SortedMap<String, Long> byPath,
    SortedMap<Instant, Long> bySecond) {}
