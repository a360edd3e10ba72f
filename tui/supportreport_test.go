package tui

import (
	"errors"
	"strings"
	"testing"

	"devtools/ripio-explorer/ripio"
	"devtools/ripio-explorer/tui/dialog"
)

// reporting returns the driver a folder for reports, in memory.
func reporting(d *driver, err error) map[string]string {
	files := map[string]string{}
	d.model.deps.SaveReport = func(name, text string) (string, error) {
		if err != nil {
			return "", err
		}
		files[name] = text
		return "/home/ana/" + name, nil
	}
	return files
}

func TestReportIsPreviewedCopiedAndSaved(t *testing.T) {
	d := start(t, withProfiles(acme()))
	files := reporting(d, nil)
	d.answer = rejected
	d.press("enter", "ctrl+o")
	d.shows("Report for Ripio's support", "About today 14:41:51: acme-wallet, SANDBOX", "Left out: client_secret, token,")
	if len(d.copied) != 0 || len(files) != 0 {
		t.Fatal("the report left before it was read")
	}
	want := front[*dialog.Report](d).Text
	if !strings.Contains(want, goodRef) || strings.Contains(want, "s3cr3t-of-acme") {
		t.Errorf("the report is %q", want)
	}
	d.press("c")
	d.shows("report copied to the clipboard")
	d.press("enter")
	if len(d.copied) != 2 || d.copied[0] != want || d.copied[1] != want {
		t.Errorf("%d texts were copied", len(d.copied))
	}
	d.press("w")
	d.shows("saved as /home/ana/ripio-report-20261123T174151Z.md")
	if files["ripio-report-20261123T174151Z.md"] != want {
		t.Errorf("saved %q", files)
	}
	d.screen()
	d.press("G", "g", "j", "k", "down", "up", "pgdown", "esc")
	d.shows("Rejected")
}

func TestReportThatCannotBeSaved(t *testing.T) {
	d := start(t, withProfiles(acme()))
	reporting(d, errors.New("write the report: permission denied"))
	d.press("enter", "ctrl+o", "w")
	d.shows("not saved: write the report: permission denied; c copies the report instead")
}

func TestReportOfAnAttemptFromTheHistory(t *testing.T) {
	d := start(t, withProfiles(acme()), someHistory())
	d.press("s")
	d.shows("report for Ripio's support: nothing was sent yet")
	d.press("5", "j", "s")
	d.shows("About today 12:41:51: acme-wallet, SANDBOX, 11111111")
	if !strings.Contains(front[*dialog.Report](d).Text, otherRef) {
		t.Errorf("the report is %q", front[*dialog.Report](d).Text)
	}
	d.press("esc", "enter", "ctrl+o")
	d.shows("About today 12:41:51")
}

func TestNoReportOfADryRun(t *testing.T) {
	d := start(t, withProfiles(acme()))
	d.model.result.ShowExchange(ripio.Exchange{Environment: d.model.selected.Environment, DryRun: true, Failure: &ripio.Failure{Kind: ripio.FailureBlocked}})
	d.press("ctrl+o")
	d.shows("this is a dry run; nothing was sent")
}
