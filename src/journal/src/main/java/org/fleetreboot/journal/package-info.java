/**
 * The append-only store of events. An event is durable before any reader sees it; a stream grows
 * only from the version that its writer has seen.
 */
@NullMarked
package org.fleetreboot.journal;

import org.jspecify.annotations.NullMarked;
