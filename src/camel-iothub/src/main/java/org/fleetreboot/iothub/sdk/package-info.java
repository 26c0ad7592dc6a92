/**
 * A real hub over HTTPS, with the addresses of Microsoft's service SDK.
 *
 * <p>Requests use neither the SDK's typed clients nor its transport. The clients lose parts of an
 * answer that matter here: a twin's stamps beyond milliseconds and several of its members, {@code
 * null} members of a method's payload, and the end of a query's page. The transport loses the parts
 * of an error that say whose trouble it is: its status, its headers, and its code if more text
 * follows.
 */
@NullMarked
package org.fleetreboot.iothub.sdk;

import org.jspecify.annotations.NullMarked;
