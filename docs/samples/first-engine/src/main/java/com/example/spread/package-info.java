/// An engine that watches how wide the market quotes.
@NullMarked
package com.example.spread;

import org.jspecify.annotations.NullMarked;
