package org.fleetreboot.app.api;

/**
 * An answer of the API.
 *
 * @param body written as JSON
 */
record ApiResponse(int status, Object body) {}
