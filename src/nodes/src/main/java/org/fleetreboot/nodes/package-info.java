/** Several nodes on one journal: which of them works, and how an order reaches it. */
@NullMarked
package org.fleetreboot.nodes;

import org.jspecify.annotations.NullMarked;
