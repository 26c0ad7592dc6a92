@NullMarked
package org.fleetreboot.dist;

import org.jspecify.annotations.NullMarked;
