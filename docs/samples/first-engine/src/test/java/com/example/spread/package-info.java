/// Tests of the engine: in memory, and on real Redis servers.
@NullMarked
package com.example.spread;

import org.jspecify.annotations.NullMarked;
