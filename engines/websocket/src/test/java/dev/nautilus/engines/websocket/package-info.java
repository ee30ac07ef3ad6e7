/// Tests of the gateway: its channels without a socket, its sessions over real ones.
@NullMarked
package dev.nautilus.engines.websocket;

import org.jspecify.annotations.NullMarked;
