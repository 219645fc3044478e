PORT ?= 8501
VENV := .venv
BIN := $(VENV)/bin
# For a service whose user may not write here, and for tests that start many servers; the first
# `make run` does without. Some packages carry files that are not meant to compile.
COMPILE := $(BIN)/python -m compileall -qq -j 0 $(VENV)/lib || true
# Two cores have room for three: who waits for a page or the disk needs none.
WORKERS ?= 3
export PYTHON
# Where it is set, each of the many processes compiles the code anew, for a second or two.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: help install run test test-quick check-office lint format screenshots clean

help:
	@echo '协作看板'
	@echo '  make run      安装并启动看板：http://localhost:$(PORT)（换端口：make run PORT=8502）'
	@echo '  make test     安装并运行全部测试，包括浏览器测试'
	@echo '  make test-quick 安装并运行不用浏览器、不费时的测试，平时用'
	@echo '  make check-office  用 LibreOffice 把演示年的幻灯片、通报和工作簿转成图片，供查看'
	@echo '  make lint     检查代码风格与类型'
	@echo '  make format   整理代码格式'
	@echo '  make screenshots 每个页面三种尺寸、两种主题的截图，存到 screenshots/'
	@echo '  make install  只安装运行所需的软件包（指定解释器：make install PYTHON=python3.12）'
	@echo '  make clean    删除虚拟环境与缓存，数据不动'

install: $(VENV)/.installed
	@$(COMPILE)
	@echo '运行所需的软件包已装好。'

# the demo year needs the first of the packages alone, and is made while the others are installed
run: $(VENV)/.installed-data
	@tools/run_dashboard $(BIN)/python $(PORT) make --silent --no-print-directory $(VENV)/.installed

test: $(VENV)/.installed-dev
	@tools/install_browser $(BIN)/python
	@$(BIN)/python -m pytest -n $(WORKERS) --dist loadfile --no-loadscope-reorder

# for the day: neither a browser nor what takes long
test-quick: $(VENV)/.installed-dev
	@$(BIN)/python -m pytest -n $(WORKERS) --dist loadfile -m 'not browser and not slow'

check-office: $(VENV)/.installed-dev
	@tools/check_office $(BIN)/python build/office

lint: $(VENV)/.installed-dev
	@$(BIN)/python -m ruff check .
	@$(BIN)/python -m ruff format --check .
	@$(BIN)/python -m mypy

format: $(VENV)/.installed-dev
	@$(BIN)/python -m ruff check --fix .
	@$(BIN)/python -m ruff format .

screenshots: $(VENV)/.installed-dev
	@tools/install_browser $(BIN)/python
	@$(BIN)/python tools/screenshots.py

clean:
	@rm -rf $(VENV) .hypothesis .mypy_cache .pytest_cache .ruff_cache
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +
	@echo '已清理。'

$(VENV)/.installed-data: requirements-data.txt
	@tools/install_packages $(VENV) $<
	@touch $@

$(VENV)/.installed: requirements.txt $(VENV)/.installed-data
	@tools/install_packages $(VENV) $<
	@touch $@

$(VENV)/.installed-dev: requirements-dev.txt $(VENV)/.installed
	@tools/install_packages $(VENV) $<
	@$(COMPILE)
	@touch $@
