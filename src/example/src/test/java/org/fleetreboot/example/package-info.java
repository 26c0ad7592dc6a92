@NullMarked
package org.fleetreboot.example;

import org.jspecify.annotations.NullMarked;
