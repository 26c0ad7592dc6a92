// Lets Node clients that only support port 443 connect to a local hub on another port:
//
//   node --require ./host-port.cjs app.js
//
// azure-iothub treats all of HostName=127.0.0.1:8443 as a host name. This separates the port when
// a connection is opened, and does not change hosts without a port.
'use strict';
const { Agent } = require('node:https');

const connect = Agent.prototype.createConnection;

Agent.prototype.createConnection = function (options, ...rest) {
  const [, host, port] = /^([^:]+):(\d{1,5})$/.exec(options.host ?? '') ?? [];
  return connect.call(this, host ? { ...options, host, port: Number(port) } : options, ...rest);
};
