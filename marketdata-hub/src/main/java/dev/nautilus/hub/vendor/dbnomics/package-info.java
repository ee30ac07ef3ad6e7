/// DBnomics, which gathers the economic series of many publishers; instruments are
/// `DBN:PROVIDER/DATASET/SERIES` (`DBN:BIS/cbpol/M.US`), or a mask that stands for several series
/// (`DBN:BIS/cbpol/M.US+GB`). A search finds data sets; one that begins with `DBN:PROVIDER/DATASET`
/// finds series in that data set.
///
/// **Errors** an unknown name is often no error but an empty answer with 200, or a sentence in
/// `errors`. **Units** are no field of their own: they stand in the title, and in the dimensions
/// where the publisher has one for them; a hole is `"NA"` on the wire and a missing value here. A
/// copy may be years behind its publisher: `observedAt` is when DBnomics indexed it. **Terms** the
/// collection is ODbL, each series under its publisher's own terms.
@NullMarked
package dev.nautilus.hub.vendor.dbnomics;

import org.jspecify.annotations.NullMarked;
