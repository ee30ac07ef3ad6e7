/// DBnomics, version 22 of its API: series of many publishers, found by name, by mask or by words.
///
/// Names of publishers, data sets and series are facts; values are those of the simulated economy
/// ([dev.nautilus.simulator.fred.EconomyBook]), so that a figure is the same here and at FRED. As
/// the real one does, it says little when it does not know something: an unknown dimension or a
/// mask without a match is an empty answer with 200, an unknown series in a list a sentence beside
/// the others.
///
/// **Threads** all types may be shared. **Errors** bad parameters are a 400 with a message.
/// **Units** as the publishers have them; a hole is `"NA"`.
@NullMarked
package dev.nautilus.simulator.dbnomics;

import org.jspecify.annotations.NullMarked;
