variable "privileged" {
  type = bool
}

resource "kubernetes_daemon_set_v1" "agent" {
  metadata {
    name      = "agent"
    namespace = "system"
  }

  spec {
    selector {
      match_labels = { app = "agent" }
    }

    template {
      metadata {
        labels = { app = "agent" }
      }

      spec {
        init_container {
          name  = "setup"
          image = "example.com/setup:1"

          security_context {
            # fail
            privileged = true
          }
        }

        container {
          name  = "agent"
          image = "example.com/agent:1"

          security_context {
            # unknown
            privileged = var.privileged
          }
        }
      }
    }
  }
}

resource "kubernetes_manifest" "rollout" {
  manifest = {
    apiVersion = "argoproj.io/v1alpha1"
    kind       = "Rollout"
    metadata   = { name = "web", namespace = "shop" }
    spec = {
      template = {
        spec = {
          containers = [
            {
              name  = "web"
              image = "example.com/web:1"
              securityContext = {
                # fail
                privileged = true
              }
            },
          ]
        }
      }
    }
  }
}

# pass
resource "kubernetes_cron_job_v1" "nightly" {
  metadata {
    name      = "nightly"
    namespace = "jobs"
  }

  spec {
    schedule = "0 3 * * *"

    job_template {
      metadata {}
      spec {
        template {
          metadata {}
          spec {
            container {
              name  = "nightly"
              image = "example.com/nightly:1"
            }
          }
        }
      }
    }
  }
}
