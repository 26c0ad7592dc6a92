/**
 * The append-only store of events. An event is durable before anyone hears of it; a stream grows
 * only from the version its writer has seen.
 */
@NullMarked
package org.fleetreboot.journal;

import org.jspecify.annotations.NullMarked;
