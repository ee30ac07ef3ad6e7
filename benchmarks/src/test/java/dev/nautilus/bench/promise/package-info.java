/// Tests of the page of promises.
@NullMarked
package dev.nautilus.bench.promise;

import org.jspecify.annotations.NullMarked;
