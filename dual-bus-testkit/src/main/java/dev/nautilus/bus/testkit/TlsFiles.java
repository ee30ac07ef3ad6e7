package dev.nautilus.bus.testkit;

import java.nio.file.Path;

/// A certificate and its key as servers and SSL bundles read them, in PEM.
///
/// @param certificate with the certificate of the authority behind it
/// @param key not encrypted (PKCS#8)
public record TlsFiles(Path certificate, Path key) {}
