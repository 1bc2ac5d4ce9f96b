// A provider that knows nothing and plans anything: with it the real `terraform` binary plans a configuration of any
// resource types, offline, and so says what the configuration means. Terraform attaches to it through the environment
// variable TF_REATTACH_PROVIDERS: no installation, no lock file, no registry.
import { Server, ServerCredentials, loadPackageDefinition } from "@grpc/grpc-js";
import { loadSync } from "@grpc/proto-loader";
import { ExtData, decode, encode } from "@msgpack/msgpack";
import { fileURLToPath } from "node:url";

/** go-cty writes an unknown value as extension 0; the payload does not matter for a plain unknown. */
const unknown = new ExtData(0, new Uint8Array([0]));
const dynamic = Buffer.from('"dynamic"');

/**
 * The schema of a block: every attribute may have any type, be left out, and be set by the provider. Nested blocks of data
 * sources need real types, or terraform 1.11 panics.
 *
 * @param shape - `{ attributes: Set<string>, blocks: Map<string, shape>, lists: Set<string> }`
 */
function blockSchema(shape, { isComputed, isTyped = false, areBlocksTyped = isTyped }) {
  const textType = (name) => Buffer.from(shape.lists.has(name) ? '["list","string"]' : '"string"');
  const attributes = [...shape.attributes]
    .filter((name) => !shape.blocks.has(name))
    .map((name) => ({ name, type: isTyped ? textType(name) : dynamic, optional: true, computed: isComputed }));
  const blocks = [...shape.blocks].map(([name, inner]) => ({
    type_name: name,
    nesting: "LIST",
    block: blockSchema(inner, { isComputed: false, isTyped: areBlocksTyped }),
  }));
  return { version: 0, attributes, block_types: blocks };
}

/** Attributes that are null become unknown: "the provider decides at apply". */
function markComputed(state, shape) {
  const value = decode(state.msgpack);
  if (value === null) return state;
  for (const name of shape.attributes) {
    if (!shape.blocks.has(name) && (value[name] === null || value[name] === undefined)) value[name] = unknown;
  }
  return { msgpack: Buffer.from(encode(value, { sortKeys: true })) };
}

/**
 * Serves one provider on a Unix socket.
 *
 * @param shapes - `{ provider, resources: Map<type, shape>, data: Map<type, shape> }`
 * @returns the entry for TF_REATTACH_PROVIDERS, and how to stop
 */
export async function serveProvider(shapes, socket) {
  const definition = loadSync(fileURLToPath(new URL("tfplugin5.proto", import.meta.url)), {
    keepCase: true,
    enums: String,
    longs: Number,
    defaults: true,
  });
  const { tfplugin5 } = loadPackageDefinition(definition);
  const schemas = (map, areBlocksTyped) =>
    Object.fromEntries(
      [...map].map(([type, shape]) => [
        type,
        { version: 0, block: blockSchema(shape, { isComputed: true, areBlocksTyped }) },
      ]),
    );
  const answer = (work) => (call, callback) => {
    try {
      callback(null, work(call.request));
    } catch (error) {
      callback(error);
    }
  };
  const server = new Server();
  server.addService(tfplugin5.Provider.service, {
    GetSchema: answer(() => ({
      provider: { version: 0, block: blockSchema(shapes.provider, { isComputed: false }) },
      resource_schemas: schemas(shapes.resources, false),
      data_source_schemas: schemas(shapes.data, true),
    })),
    PrepareProviderConfig: answer(({ config }) => ({ prepared_config: config })),
    ValidateResourceTypeConfig: answer(() => ({})),
    ValidateDataSourceConfig: answer(() => ({})),
    Configure: answer(() => ({})),
    ReadResource: answer(({ current_state }) => ({ new_state: current_state })),
    PlanResourceChange: answer(({ type_name, proposed_new_state }) => ({
      planned_state: markComputed(proposed_new_state, shapes.resources.get(type_name)),
    })),
    ReadDataSource: answer(({ config }) => ({ state: config })),
    Stop: answer(() => ({})),
  });
  await new Promise((resolve, reject) => {
    server.bindAsync(`unix:${socket}`, ServerCredentials.createInsecure(), (error) =>
      error ? reject(error) : resolve(),
    );
  });
  return {
    reattach: {
      Protocol: "grpc",
      ProtocolVersion: 5,
      Pid: process.pid,
      Test: true,
      Addr: { Network: "unix", String: socket },
    },
    stop: () => server.forceShutdown(),
  };
}
