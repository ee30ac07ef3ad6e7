/// Online learning with numbers alone: learners, scaling, labels, judging before learning, drift.
///
/// **Order** everything here is prequential, test then train (Gama, Sebastiao, Rodrigues 2013,
/// Machine Learning 90): a prediction is made, and scored when its outcome is known, before the
/// learner learns from that outcome. **State** every class that changes gives all it knows as
/// numbers and goes on from them, to the same bits. **Threads** one at a time; nothing is shared.
/// **Errors** a caller's mistake is an `IllegalArgumentException`; what is not known yet is `NaN`
/// or empty, never 0. **Units** probabilities, rates and returns are fractions.
@NullMarked
package dev.nautilus.engines.ml.method;

import org.jspecify.annotations.NullMarked;
