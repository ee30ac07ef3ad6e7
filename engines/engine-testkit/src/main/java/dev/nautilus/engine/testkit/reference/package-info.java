/// Runs published numbers against an engine and says, case by case, whether it reproduces them.
///
/// A case is a JSON object with `id, method, input, expected, tolerance, kind, origin`; a file
/// holds `{"engine", "group", "count", "meta", "cases": [...]}` and lies in a folder named after
/// the engine, inputs such as CSV tables beside it. An engine module describes a [ReferenceSuite]:
/// how each `method` is computed and compared. [ReferenceTests] turns its run into JUnit tests.
///
/// **Which cases** the module's own under `src/test/resources/reference/<engine>` always; with
/// `-Dreference.cases=<folder>` those of `<folder>/<engine>` as well.
///
/// **What fails** a difference, an exception, a method nobody mapped, a tolerance nobody can read,
/// a comparison that compared nothing, a file whose `count` is wrong, a named folder without cases.
/// Nothing is skipped.
///
/// **Threads** one; **Errors** everything wrong with a case becomes its [Verdict].
@NullMarked
package dev.nautilus.engine.testkit.reference;

import org.jspecify.annotations.NullMarked;
