@NullMarked
package org.fleetreboot.bench;

import org.jspecify.annotations.NullMarked;
