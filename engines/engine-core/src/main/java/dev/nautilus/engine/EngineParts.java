package dev.nautilus.engine;

/// What the loop, the host and the pages of one engine share.
///
/// @param definition what the engine is
/// @param mailbox what it still has to do
/// @param meters what it has done
/// @param mishaps what went wrong
/// @param progress how far it is
record EngineParts(
    EngineDefinition definition,
    Mailbox mailbox,
    EngineMeters meters,
    Mishaps mishaps,
    Progress progress) {}
