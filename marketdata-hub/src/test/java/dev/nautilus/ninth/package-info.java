/// A ninth vendor, written as `docs/adding-a-vendor.md` says and touching nothing else. It lives
/// outside the hub's packages, so that no other test's hub finds it.
@NullMarked
package dev.nautilus.ninth;

import org.jspecify.annotations.NullMarked;
