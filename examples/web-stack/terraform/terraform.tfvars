environment = "prod"

admin_cidrs = [
  "203.0.113.0/24",
  "0.0.0.0/0",
]

database = {
  instance_class = "db.r6g.large"
  encrypted      = false
}

buckets = {
  assets  = { public = true, versioned = false }
  uploads = { log_prefix = "uploads/" }
  reports = { versioned = false }
}
