@NullMarked
package org.fleetreboot.nodes;

import org.jspecify.annotations.NullMarked;
