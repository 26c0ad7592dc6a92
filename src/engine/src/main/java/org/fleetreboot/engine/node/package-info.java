/** An engine that works while this node has the partitions of a shared journal. */
@NullMarked
package org.fleetreboot.engine.node;

import org.jspecify.annotations.NullMarked;
