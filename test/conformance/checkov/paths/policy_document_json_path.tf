resource "acme_policy" "pass_selected" {
  policy = jsonencode({ Statement = [{ Effect = "Deny", Action = "x" }, { Effect = "Allow", Action = "*" }] })
}

resource "acme_policy" "fail_selected" {
  policy = jsonencode({ Statement = [{ Effect = "Deny", Action = "*" }, { Effect = "Allow", Action = var.unset }] })
}

resource "acme_policy" "unknown_selection" {
  policy = jsonencode({ Statement = [{ Effect = "Allow", Action = "*" }, { Effect = "Allow", Action = var.unset }] })
}

variable "unset" {
}
