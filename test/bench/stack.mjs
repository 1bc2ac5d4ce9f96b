// Realistic Terraform of any size, made anew each time: a root that calls local modules, each with ten resources.
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const variables = `variable "name" {
  description = "Prefix of every name in this module."
  type        = string
}

variable "environment" {
  type    = string
  default = "dev"

  validation {
    condition     = contains(["dev", "staging", "prod"], var.environment)
    error_message = "One of dev, staging and prod."
  }
}

variable "cidr_blocks" {
  description = "Networks that may connect."
  type        = list(string)
  default     = ["10.0.0.0/8"]
}

variable "settings" {
  type = object({
    size      = optional(string, "small")
    retention = optional(number, 7)
    encrypted = optional(bool, true)
  })
  default = {}
}
`;

const outputs = `output "bucket_arns" {
  value = [aws_s3_bucket.data.arn, aws_s3_bucket.logs.arn]
}

output "security_group_id" {
  description = "For whoever wants to let this service in."
  value       = aws_security_group.this.id
}
`;

const main = (index) => `locals {
  prefix = "\${var.name}-\${var.environment}"
  tags = merge({ Name = local.prefix, Module = "service-${index}" }, var.environment == "prod" ? { Tier = "gold" } : {})
}

# The data that the service owns.
resource "aws_s3_bucket" "data" {
  bucket        = "\${local.prefix}-data"
  force_destroy = var.environment != "prod"
  tags          = local.tags
}

resource "aws_s3_bucket" "logs" {
  bucket = format("%s-%s", local.prefix, "logs")
  tags   = local.tags
}

resource "aws_s3_bucket_public_access_block" "data" {
  bucket = aws_s3_bucket.data.id

  block_public_acls       = true
  block_public_policy     = true
  ignore_public_acls      = true
  restrict_public_buckets = ${index % 7 !== 0}
}

resource "aws_s3_bucket_server_side_encryption_configuration" "data" {
  bucket = aws_s3_bucket.data.id

  rule {
    apply_server_side_encryption_by_default {
      sse_algorithm     = "aws:kms"
      kms_master_key_id = aws_kms_key.this.arn
    }
  }
}

resource "aws_kms_key" "this" {
  description             = "Encrypts what \${local.prefix} stores"
  deletion_window_in_days = 30
  enable_key_rotation     = true
}

resource "aws_security_group" "this" {
  name        = local.prefix
  description = "Clients of \${local.prefix}"
  tags        = local.tags

  dynamic "ingress" {
    for_each = { for port in [443, ${8000 + (index % 100)}] : tostring(port) => port }

    content {
      description = "Port \${ingress.key}"
      from_port   = ingress.value
      to_port     = ingress.value
      protocol    = "tcp"
      cidr_blocks = var.cidr_blocks
    }
  }
}

resource "aws_db_instance" "this" {
  identifier              = local.prefix
  engine                  = "postgres"
  instance_class          = var.settings.size == "small" ? "db.t4g.small" : "db.r6g.large"
  allocated_storage       = 20 + ${index % 50}
  storage_encrypted       = var.settings.encrypted
  backup_retention_period = var.settings.retention
  publicly_accessible     = ${index % 11 === 0}
  vpc_security_group_ids  = [aws_security_group.this.id]
  skip_final_snapshot     = false
}

resource "aws_iam_role" "this" {
  name = local.prefix

  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Action    = "sts:AssumeRole"
      Principal = { Service = "ec2.amazonaws.com" }
    }]
  })
}

resource "aws_iam_role_policy" "this" {
  name = "data"
  role = aws_iam_role.this.id

  policy = <<-EOT
    {
      "Version": "2012-10-17",
      "Statement": [
        {
          "Effect": "Allow",
          "Action": ["s3:GetObject", "s3:PutObject"],
          "Resource": "\${aws_s3_bucket.data.arn}/*"
        }
      ]
    }
  EOT
}

resource "aws_instance" "worker" {
  ami                    = "ami-0abcdef1234567890"
  instance_type          = "t4g.micro"
  vpc_security_group_ids = [aws_security_group.this.id]
  user_data              = <<-SCRIPT
    #!/bin/bash
    %{for cidr in var.cidr_blocks~}
    echo "allow \${cidr}" >> /etc/service-${index}.conf
    %{endfor~}
    systemctl restart service-${index}
  SCRIPT

  metadata_options {
    http_tokens = "${index % 5 === 0 ? "optional" : "required"}"
  }

  root_block_device {
    volume_size = 20
    encrypted   = true
  }
}
`;

const call = (index) => `module "service_${index}" {
  source = "./modules/service-${index}"

  name        = "service-${index}"
  environment = var.environment
  cidr_blocks = ${index % 13 === 0 ? '["0.0.0.0/0"]' : "local.internal"}
}
`;

/** How many resources one module has. */
export const resourcesPerModule = 10;

/**
 * Writes a root module that calls `modules` local modules into `directory`.
 * Returns the number of files and bytes of HCL.
 */
export function writeStack(directory, modules) {
  let files = 0;
  let bytes = 0;
  const write = (path, text) => {
    mkdirSync(join(directory, path, ".."), { recursive: true });
    writeFileSync(join(directory, path), text);
    files++;
    bytes += Buffer.byteLength(text);
  };
  write(
    "versions.tf",
    `terraform {\n  required_version = "~> 1.6"\n\n  required_providers {\n    aws = {\n      source  = "hashicorp/aws"\n      version = "~> 5.60"\n    }\n  }\n}\n\nprovider "aws" {\n  region = "eu-west-1"\n\n  default_tags {\n    tags = { Owner = "platform", Environment = var.environment }\n  }\n}\n`,
  );
  write("variables.tf", `variable "environment" {\n  type = string\n}\n\nlocals {\n  internal = ["10.0.0.0/8"]\n}\n`);
  write("terraform.tfvars", `environment = "prod"\n`);
  for (let index = 0; index < modules; index++) {
    write(`modules/service-${index}/main.tf`, main(index));
    write(`modules/service-${index}/variables.tf`, variables);
    write(`modules/service-${index}/outputs.tf`, outputs);
  }
  const callsPerFile = 50;
  for (let first = 0; first < modules; first += callsPerFile) {
    const indices = Array.from({ length: Math.min(callsPerFile, modules - first) }, (_, offset) => first + offset);
    write(`services-${first / callsPerFile}.tf`, indices.map(call).join("\n"));
  }
  return { files, bytes };
}

/** Writes a root module that calls one local module so many times. */
export function writeFan(directory, instances) {
  mkdirSync(join(directory, "service"), { recursive: true });
  writeFileSync(join(directory, "service/main.tf"), main(0));
  writeFileSync(join(directory, "service/variables.tf"), variables);
  writeFileSync(join(directory, "service/outputs.tf"), outputs);
  writeFileSync(
    join(directory, "main.tf"),
    `module "service" {\n  source   = "./service"\n  for_each = toset([for index in range(${instances}) : "service-\${index}"])\n  name     = each.key\n}\n`,
  );
}
