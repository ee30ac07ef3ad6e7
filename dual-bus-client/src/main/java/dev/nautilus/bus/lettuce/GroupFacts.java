package dev.nautilus.bus.lettuce;

/// What XINFO says of a group of a stream.
///
/// @param name as what its readers read
/// @param pending entries that it was handed and has not acknowledged
/// @param lag entries that it was not handed yet; 0 where the server does not say
public record GroupFacts(String name, long pending, long lag) {}
