resource "acme_policy" "pass_text" {
  policy = "{\"Statement\": [{\"Effect\": \"Allow\", \"Action\": \"*\"}]}"
}

resource "acme_policy" "pass_despite_unknown" {
  policy = jsonencode({ Statement = [{ Effect = "Deny", Action = "*" }, { Effect = "Allow", Action = var.unset }] })
}

resource "acme_policy" "fail_other" {
  policy = jsonencode({ Statement = [{ Action = "s3:Get" }] })
}

resource "acme_policy" "unknown_action" {
  policy = jsonencode({ Statement = [{ Action = var.unset }] })
}

resource "acme_policy" "unknown_document" {
  policy = var.unset
}

resource "acme_policy" "fail_missing" {
}

variable "unset" {
}
