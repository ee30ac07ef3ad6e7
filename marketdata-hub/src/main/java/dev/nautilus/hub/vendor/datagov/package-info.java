/// Data.gov, the catalog of the U.S. government's data sets: a directory for ECONOMIC, without
/// values. Instruments are `DATAGOV:` and the data set's slug; a search finds them.
///
/// The catalog's new API (v4) is asked first, the old one (CKAN), which is kept for reading only,
/// while that fails. The data themselves lie with the agencies, on hosts that are not Data.gov's:
/// they are never followed.
///
/// **Errors** `error` is an object when the gateway before the API says it, and a text when the API
/// itself does. **Units** times carry no zone and are read as UTC. **Terms** public domain, with a
/// licence for each data set.
@NullMarked
package dev.nautilus.hub.vendor.datagov;

import org.jspecify.annotations.NullMarked;
