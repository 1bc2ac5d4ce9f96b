output "load_balancer" {
  value = module.service.load_balancer_dns_name
}

output "public_buckets" {
  value = keys(local.public_buckets)
}
