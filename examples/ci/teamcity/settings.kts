// Lintel in TeamCity. Save it as .teamcity/settings.kts and turn versioned settings in Kotlin on, or add the build type to the
// project that is there.
//
// Findings are inspections on the build's tab Code Inspection, by file and policy, and a finding of LINTEL_FAIL_ON or worse
// fails the build by the exit code of the step. The reports are artifacts either way; the HTML report is a tab of the build
// where the project has a report tab for lintel-reports/lintel.html. What npm downloads stays in the agent's directory for
// data that outlives a build.
import jetbrains.buildServer.configs.kotlin.*
import jetbrains.buildServer.configs.kotlin.buildSteps.script
import jetbrains.buildServer.configs.kotlin.triggers.vcs

version = "2024.12"

project {
    buildType(Lintel)
}

object Lintel : BuildType({
    name = "Lintel"
    description = "Scans Terraform and Kubernetes files"
    artifactRules = "lintel-reports => lintel-reports"
    publishArtifacts = PublishMode.ALWAYS

    params {
        param("env.LINTEL_VERSION", "0.1.0")
        param("env.LINTEL_FAIL_ON", "high")
        param("env.npm_config_cache", "%agent.persistent.cache%/lintel-npm")
    }

    vcs {
        root(DslContext.settingsRoot)
    }

    triggers {
        vcs { }
    }

    steps {
        script {
            id = "scan"
            name = "Scan"
            dockerImage = "node:22-slim"
            scriptContent = """
                mkdir -p lintel-reports
                npx --yes "lintel@${'$'}LINTEL_VERSION" scan . --fail-on "${'$'}LINTEL_FAIL_ON" \
                  --format teamcity-inspections \
                  --format sarif --output lintel-reports/lintel.sarif \
                  --format junit --output lintel-reports/junit.xml \
                  --format html --output lintel-reports/lintel.html
            """.trimIndent()
        }
    }

    failureConditions {
        executionTimeoutMin = 15
        nonZeroExitCode = true
    }
})
