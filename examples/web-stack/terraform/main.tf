locals {
  name = "harbour-${var.environment}"

  tags = {
    Application = "harbour"
    Environment = var.environment
    Owner       = "platform@example.com"
  }

  public_buckets = { for purpose, bucket in var.buckets : purpose => bucket if bucket.public }
}

module "network" {
  source = "./modules/network"

  name     = local.name
  cidr     = var.vpc_cidr
  az_count = 2
}

module "storage" {
  source   = "./modules/storage"
  for_each = var.buckets

  name       = "${local.name}-${each.key}"
  versioned  = each.value.versioned
  public     = each.value.public
  log_bucket = each.value.log_prefix == null ? null : aws_s3_bucket.logs.id
  log_prefix = each.value.log_prefix
}

module "database" {
  source = "./modules/database"

  name                = local.name
  subnet_ids          = module.network.private_subnet_ids
  vpc_id              = module.network.vpc_id
  client_cidrs        = [var.vpc_cidr]
  instance_class      = var.database.instance_class
  allocated_storage   = var.database.allocated_storage
  multi_az            = var.database.multi_az
  publicly_accessible = var.database.publicly_accessible
  encrypted           = var.database.encrypted
}

module "service" {
  source = "./modules/service"

  name            = local.name
  vpc_id          = module.network.vpc_id
  subnet_ids      = module.network.public_subnet_ids
  admin_cidrs     = var.admin_cidrs
  certificate_arn = var.certificate_arn
  bucket_arns     = [for bucket in module.storage : bucket.arn]
  tags            = local.tags
}

module "dns" {
  source = "terraform-aws-modules/route53/aws//modules/records"

  zone_name = "harbour.example.com"
}

resource "aws_s3_bucket" "logs" {
  bucket = "${local.name}-logs"
  tags   = local.tags
}

resource "aws_s3_bucket_public_access_block" "logs" {
  bucket = aws_s3_bucket.logs.id

  block_public_acls       = true
  block_public_policy     = true
  ignore_public_acls      = true
  restrict_public_buckets = true
}

resource "aws_acm_certificate" "cdn" {
  provider = aws.us_east_1

  domain_name       = "harbour.example.com"
  validation_method = "DNS"
}
