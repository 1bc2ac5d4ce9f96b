// The JSON of a large plan, as `terraform show -json` prints it, made anew each time: buckets, groups and instances that are
// to be created.
import { writeFileSync } from "node:fs";

const provider = "registry.terraform.io/hashicorp/aws";

const kinds = [
  (index) => ({
    type: "aws_s3_bucket",
    values: { bucket: `data-${index}`, force_destroy: false, tags: { Name: `data-${index}`, Owner: "platform" } },
    unknown: { arn: true, id: true, region: true },
  }),
  (index) => ({
    type: "aws_security_group",
    values: {
      name: `service-${index}`,
      description: "Who may connect to the service.",
      ingress: [
        {
          cidr_blocks: [index % 13 === 0 ? "0.0.0.0/0" : "10.0.0.0/8"],
          ipv6_cidr_blocks: [],
          description: "",
          from_port: 22,
          to_port: 22,
          protocol: "tcp",
          self: false,
        },
      ],
      tags: null,
    },
    unknown: { arn: true, id: true, owner_id: true, vpc_id: true, egress: true, ingress: [{ cidr_blocks: [false] }] },
  }),
  (index) => ({
    type: "aws_instance",
    values: {
      ami: "ami-0abcdef1234567890",
      instance_type: "t4g.micro",
      user_data: `#!/bin/bash\n${`echo "service ${index} is on its way" >> /var/log/service.log\n`.repeat(20)}`,
      metadata_options: [{ http_tokens: index % 5 === 0 ? "optional" : "required", http_endpoint: "enabled" }],
      root_block_device: [{ volume_size: 20, encrypted: true }],
    },
    unknown: { arn: true, id: true, private_ip: true, root_block_device: [{ volume_id: true }] },
  }),
];

function resource(index) {
  const { type, values, unknown } = kinds[index % kinds.length](index);
  const name = `r${index}`;
  const address = `${type}.${name}`;
  const identity = { address, mode: "managed", type, name, provider_name: provider };
  return {
    planned: { ...identity, schema_version: 1, values, sensitive_values: {} },
    change: {
      ...identity,
      change: {
        actions: ["create"],
        before: null,
        after: values,
        after_unknown: unknown,
        before_sensitive: false,
        after_sensitive: {},
      },
    },
    written: {
      address,
      mode: "managed",
      type,
      name,
      provider_config_key: "aws",
      expressions: Object.fromEntries(
        Object.entries(values)
          .filter(([, value]) => typeof value === "string")
          .map(([key, value]) => [key, { constant_value: value }]),
      ),
      schema_version: 1,
    },
  };
}

/** Writes a plan of at least so many bytes. Returns the number of its bytes and resources. */
export function writePlan(path, leastBytes) {
  const sample = JSON.stringify([0, 1, 2].map(resource)).length / 3;
  const count = Math.ceil(leastBytes / sample);
  const resources = Array.from({ length: count }, (_, index) => resource(index));
  const text = JSON.stringify({
    format_version: "1.2",
    terraform_version: "1.11.4",
    planned_values: { root_module: { resources: resources.map(({ planned }) => planned) } },
    resource_changes: resources.map(({ change }) => change),
    configuration: {
      provider_config: { aws: { name: "aws", full_name: provider } },
      root_module: { resources: resources.map(({ written }) => written) },
    },
  });
  writeFileSync(path, text);
  return { bytes: text.length, resources: count };
}
