/// Data.gov's catalog: version 4 of its API behind a gateway that checks keys and counts, and the
/// old CKAN API that asks for no key.
///
/// Its data sets are the statistics of the simulated economy
/// ([dev.nautilus.simulator.fred.EconomyBook]); names of agencies are facts, files are invented.
///
/// **Threads** all types may be shared. **Errors** the gateway's are objects with a code, the API's
/// own are texts, as the documentation has them. **Units** times carry no zone and are UTC.
@NullMarked
package dev.nautilus.simulator.datagov;

import org.jspecify.annotations.NullMarked;
